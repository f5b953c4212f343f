"""What the screen found, and what its practitioner makes of it, before it is signed.

``screen`` is the page; ``strands`` a strand with the judgement beside it, ``overall`` the outcome
and its cautions, ``asking`` how it was today and what goes straight to referral, ``reading`` what
is read and written on the store thread.
"""
