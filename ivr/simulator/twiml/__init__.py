"""From a document's bytes to checked verbs."""
