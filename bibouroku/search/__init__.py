"""Finding in Japanese text: what is indexed, how it is spelled, and the files of the index."""
