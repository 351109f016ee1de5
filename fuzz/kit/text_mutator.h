// Mutators of texts that are made of parts: lines, cells, elements. Whole parts are dropped, doubled, moved,
// taken from a list of telling ones, or changed inside.
#pragma once
#include "kit/dice.h"

namespace palitan::fuzz {

/// Cut behind every `end`; the last part may lack it.
std::vector<std::string> parts_of(std::string_view text, std::string_view end);
std::string joined(const std::vector<std::string>& parts);

/// One to three changes; `telling` are parts that mean something to the reader, put in whole.
std::string changed_parts(std::string_view text, std::string_view end,
                          const std::vector<std::string>& telling, Dice& dice);

/// Cells between `separator`, in lines: one cell is changed, dropped, doubled, or taken from another line.
std::string changed_cells(std::string_view text, char separator, const std::vector<std::string>& telling,
                          Dice& dice);

/// XML: its tags and what stands between them are the parts.
std::string changed_xml(std::string_view text, const std::vector<std::string>& telling, Dice& dice);

/// A whole custom mutator for lines behind `prefix` bytes.
std::size_t change_lines(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed,
                         std::size_t prefix, std::string_view end, const std::vector<std::string>& telling);

}  // namespace palitan::fuzz
