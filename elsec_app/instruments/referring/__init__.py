"""What an area and a receiving service state about referrals, as data: local rules and forms.

Pure, like the packs beside it: bytes come in, from a shipped file or from a record of the centre,
and become proven values with the hash of those bytes, or a refusal with every complaint. ``rules``
is the closed set of rules, ``judging`` what they say of one child, ``forms`` a service's form.
"""
