"""FHIR out: held against the element tables and rules of R4."""
