"""XLSForms in: made here as workbooks, read as any other."""
