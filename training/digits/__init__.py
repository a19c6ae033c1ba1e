"""How the reader of handwritten numbers and days is made."""
