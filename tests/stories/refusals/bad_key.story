# The key on the form is thirty-two zeros: nobody could verify what it signs, so no statement is made of it.
story "A key that is no point of the curve"
after "openings/order.opening"
jpn signs appoint in the partnership with body "a601582000000000000000000000000000000000000000000000000000000000000000000265636c65726b03614105810107194e2008195208" by registrar
expect bad_key
