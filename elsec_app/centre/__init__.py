"""The centre: an ASGI service on PostgreSQL that keeps the records of many areas apart.

``app`` answers requests, ``devices`` says who asks, ``admit`` and ``decide`` judge a pushed batch
without touching anything, ``intake`` reads and writes for them, ``feed`` answers pulls, ``publish``
states settings, users and assignments, ``migrate`` makes the tables and ``cli`` is the operator's
hand. Nothing is kept between requests, so several may run behind a balancer. May import only
``protocol``, ``instruments`` and the ground.

How areas stay apart: every row carries its area, row-level security is forced on every table, and
the service's role owns nothing. A transaction names its area first (``database``); without one
there are no rows. The area leads every key, so a distributed PostgreSQL can spread areas over
machines by that column, and every query here touches one area only.
"""
