story "A category that the agreement does not list"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 vehicles TRUCK 2 EA reimbursed
expect refused_category clause categories
says "refused_category (categories: The annex lists what may be given; what is not in it is not given under this agreement.): The instrument does not list that category. Use one that it lists, or another instrument that lists this one. [category 'vehicles' is not listed; listed are: ammunition, base_support, billeting, clothing, communications, facilities, food, fuel, medical, port_airport_services, repair, spare_parts, storage, training, transport, water]"
