"""What a jobseeker's telephone makes of the public pages: Lighthouse's scores, and bytes on the way."""
