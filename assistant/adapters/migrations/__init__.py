"""The steps that bring a database of conversations, however old, to the tables this program writes."""
