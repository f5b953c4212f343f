"""One referral: written field by field on the receiving service's form, signed, and followed.

``screen`` is the page; ``writing`` the form as it is filled in, of ``sections``, ``answers`` and
``agreeing``; ``missing`` the quiet list beside it; ``signed`` the signed one, with its clock and
next steps; ``outgoing`` what leaves the store; ``reading`` what is read and written on the store
thread.
"""
