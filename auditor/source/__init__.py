"""Where pages come from: folders, files, standard input, posts with front matter."""
