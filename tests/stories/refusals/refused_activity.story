story "An activity that the agreement does not list"
after "openings/exercise.opening"
jpn and phl hold parade "Independence Day" 2026-09-01 .. 2026-09-30 as parade
phl asks jpn under acsa for parade in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_activity clause activities
says "refused_activity (activities: Supplies and services are given only for the activities named here.): The instrument does not list that kind of activity. Serve an activity of a kind that it lists, or use another instrument that lists this one. [activity 'parade' is not listed; listed are: evacuation, exercise, other, peace_operation, relief, routine]"
