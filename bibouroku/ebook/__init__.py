"""An electronic book (EPUB 3.3) as its parts: pages, navigation, package document, container."""
