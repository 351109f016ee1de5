story "One draft key for two drafts"
after "openings/order.opening"
jpn issues order1 under key "pump-7" as issue1
    line 1 60000
# The same draft again gives the same act, not a second one.
jpn issues order1 under key "pump-7" as issue2
    line 1 60000
balance jpn:issued:phl F-76/LTR is -60000
jpn issues order1 under key "pump-7" as issue3
    line 1 61000
expect local_draft_reused
says "local_draft_reused: That idempotency key was used for another draft. Use a new one. [key 'pump-7']"
