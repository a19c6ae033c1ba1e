"""How the recogniser of names is trained and measured."""
