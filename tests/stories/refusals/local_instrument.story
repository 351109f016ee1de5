story "An instrument's file with a fault"
on 2026-09-01 +08:00
parties jpn phl
jpn proposes acsa from "openings/faulty-agreement.toml"
expect local_instrument
says "local_instrument: The instrument file has a fault. Correct the line named. [...]"
jpn proposes acsa from "instruments/jpn-phl-acsa-2026.toml"
agree
