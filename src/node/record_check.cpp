#include "node/record_check.h"

#include <fmt/format.h>

#include "node/book.h"

namespace palitan::node {
namespace {
using base::Code;

base::Result<sync::AccordPaper> paper_at(const store::Store& from, std::uint64_t height) {
  const auto row = from.accord(height);
  if (!row) return base::refuse(Code::local_damaged, fmt::format("accord {} is missing", height));
  auto paper = codec::decode<sync::AccordPaper>(row->bytes);
  if (!paper) return base::refuse(Code::local_damaged, fmt::format("accord {} cannot be read", height));
  return paper;
}

/// An accord with its batch, as a partner would tell it.
base::Result<sync::Exchange> told(const store::Store& from, std::uint64_t height, std::uint64_t first) {
  sync::Exchange out;
  out.height = height;
  auto paper = paper_at(from, height);
  if (!paper) return tl::unexpected(paper.error());
  for (auto place = first; place < from.accord(height)->size; ++place) {
    auto bytes = from.logged_bytes(place);
    if (!bytes)
      return base::refuse(Code::local_damaged, fmt::format("the statement at {} is missing", place));
    out.statements.push_back(std::move(*bytes));
  }
  out.finals.push_back(std::move(*paper));
  return out;
}
}  // namespace

base::Result<void> check_record(const store::Store& from, store::Store& into) {
  const auto last = from.last_accord();
  const auto founding = from.logged_bytes(0);
  if (!last || !founding)
    return base::refuse(Code::local_not_found, "no partnership was founded in this store");
  const auto first = paper_at(from, 0);
  if (!first) return tl::unexpected(first.error());
  if (auto done = Book::found(into, *founding, first->note); !done) return done;
  const auto act = statement::decode_statement(*founding);
  const auto body = statement::read_body<statement::Found>(act->content());
  PALITAN_CHECK(body && body->parties.size() >= 2);  // accord 0 was judged
  BookOptions options;
  options.party = body->parties[0].code;
  options.ceiling = statement::Marking::restricted;  // it is here already
  auto book = Book::open(into, options, {});
  if (!book) return tl::unexpected(book.error());
  for (std::uint64_t height = 1; height <= last->height; ++height) {
    auto message = told(from, height, (*book)->log_size());
    if (!message) return tl::unexpected(message.error());
    message->partnership = (*book)->partnership();
    message->from = body->parties[1].code;
    (*book)->incoming(*message, base::Instant{last->time_ms});
    if (auto done = (*book)->flush(base::Instant{last->time_ms}); !done)
      return base::refuse(Code::local_stopped, done.error().what);
    if ((*book)->height() != height)
      return base::refuse(Code::local_damaged,
                          fmt::format("accord {} does not follow from its statements", height));
  }
  if (store::derived_hash(from) != store::derived_hash(into))
    return base::refuse(Code::local_damaged, "what is kept of the agreed acts is not what they come to");
  return {};
}

}  // namespace palitan::node
