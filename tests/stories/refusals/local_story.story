story "What happened before cannot be read"
on 2026-09-01 +08:00
parties jpn phl
after "openings/unreadable.opening"
expect local_story
says "local_story: The story cannot be read. Correct the line named. [openings/unreadable.opening:2: a quotation mark is not closed]"
agree
