"""Maps and timeline."""
