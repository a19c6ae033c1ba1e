"""How the tables of extraction are made."""
