"""The nouns of the house: pydantic records without I/O, image libraries or models."""
