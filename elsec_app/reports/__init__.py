"""Facts in, PDF bytes out.

``facts`` says what a print needs to know, ``prints`` lists every print and makes it::

    from elsec_app.reports import facts, prints
    pdf: bytes = prints.referral(facts.ReferralFacts(...))
    for each in prints.PRINTS: each.id, each.title, each.audience, each.make

``letters`` reads the parent letters, which are data. Every page is tagged (PDF/UA-1), says what it
is, for whom and from which signed version. May import ``operations``, ``instruments``,
``protocol`` and the ground; reportlab is imported only when a print is made. No Qt, no SQL here.
"""
