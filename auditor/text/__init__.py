"""What a text says about itself: words, sentences, language, claims, damage."""
