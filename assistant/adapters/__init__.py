"""What the world supplies, behind the ports: embedding models, index engines, dictionaries.

An adapter translates one library and decides nothing; heavy packages are imported on first use, inside functions.
"""
