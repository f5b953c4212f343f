"""HL7 FHIR R4 (4.0.1), as plain data ready for JSON: ``questionnaire`` an instrument.

Pure: what comes in are instruments and records, what goes out are dicts. Element names, types and
rules are those of https://hl7.org/fhir/R4/; the extensions are of FHIR R4 itself and of Structured
Data Capture (http://hl7.org/fhir/uv/sdc/). Nothing is sent anywhere.
"""
