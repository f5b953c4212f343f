"""A whole setting taken into the new school year, class by class.

``screen`` is the page, ``line`` one class on it, ``words`` how it is said, ``reading`` what is
read and written on the store thread.
"""
