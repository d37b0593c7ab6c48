"""A document as slides: one message each, its title a sentence, with charts that can be edited."""
