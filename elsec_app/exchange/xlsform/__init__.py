"""XLSForm, the spreadsheet form of ODK and KoboToolbox, in as a draft instrument.

Of the survey, choices and settings sheets (https://xlsform.org/en/) it takes questions, groups,
choices and words. A form has no ages, bands, licence or sources, and its formulas are not read:
what is left out is told, and what a person must fill is what the proof of the draft complains of.
"""
