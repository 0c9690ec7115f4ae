"""RuxScope without its screen: what the data are, how they are counted, estimated, drawn and put into words."""
