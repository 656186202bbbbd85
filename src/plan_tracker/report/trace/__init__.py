"""`tracker trace`: what differs between the sources and their documents."""
