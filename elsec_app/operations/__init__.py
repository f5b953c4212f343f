"""One verb, one function: what the service does with its records. Imports only downward."""
