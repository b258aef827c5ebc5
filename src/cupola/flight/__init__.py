"""How the crew gets there and comes home: launch, rendezvous, docking, landing."""
