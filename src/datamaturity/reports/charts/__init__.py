"""Pictures of results: each is data first, then inline SVG whose text stays text."""
