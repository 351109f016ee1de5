// The log of reads: written by the routes that carry something out of the node, read by auditors.
#include <algorithm>

#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::uint64_t kCount = 100;
constexpr std::uint64_t kCountMax = 1'000;
constexpr const char* kPartner = "partner";

std::string caller(App& app, const Call& call) {
  if (call.session) return call.session->office;
  if (!call.request.peer_key || shows_token(app, call.request)) return "token";
  for (const auto& id : app.service.writer().partnerships())
    if (const auto node = node_of(app, *app.service.writer().store(id), *call.request.peer_key))
      return kPartner + (" " + *node);
  return kPartner;
}

/// "2f3a… invoice": what is below the book, and which of its papers.
std::string item_of(std::string_view what, const Call& call, bool in_book) {
  const std::size_t at = in_book ? 1 : 0;
  std::string out = call.parts.size() > at ? call.parts[at] : std::string();
  if (what == "paper") out += " " + call.request.query("kind").value_or("order");
  if (what == "parcel") out = call.request.query("party").value_or("");
  return out;
}

/// An auditor of some book, as its warrant stands; or the node's own machine.
base::Result<void> may_audit(const Call& call) {
  if (!call.session) return {};
  const auto& seats = call.session->seats;
  if (std::any_of(seats.begin(), seats.end(),
                  [](const SeatHere& one) { return one.warrant.has(statement::Role::auditor); }))
    return {};
  return base::refuse(Code::local_not_authorised,
                      "you are signed in as " + call.session->office + ": an auditor reads who read what");
}

Json read_json(const Read& read) {
  Json out = {{"number", read.number}, {"at", base::to_text(read.at)}, {"by", read.by}, {"what", read.what}};
  if (!read.book.empty()) out["partnership"] = read.book;
  if (!read.item.empty()) out["item"] = read.item;
  return out;
}

base::Result<ReadQuestion> question_of(const Call& call) {
  ReadQuestion out;
  const auto before = number_of(call, "before", UINT64_MAX, UINT64_MAX);
  if (!before) return tl::unexpected(before.error());
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  out.before = *before;
  out.count = std::max<std::uint64_t>(*count, 1);
  out.by = call.request.query("by").value_or("");
  out.item = call.request.query("item").value_or("");
  if (const auto text = call.request.query("expect"); text && !text->empty()) {
    out.expected = parse_read_tip(*text);
    if (!out.expected)
      return base::refuse(Code::local_draft, "\"expect\" is a tip that was written down, as 17:3f2a…");
  }
  return out;
}

}  // namespace

base::Result<void> note_read(App& app, std::string_view what, const Call& call, const net::Response& answer) {
  // A report on the screen is a view like others; as a file it is carried away.
  if (what == "report" && !answer.header("content-disposition")) return {};
  const bool in_book = call.request.path().starts_with("/v1/partnerships/");
  Read read;
  read.at = app.service.writer().now();
  read.by = caller(app, call);
  read.what = what;
  if (in_book) read.book = call.parts.at(0);
  read.item = item_of(what, call, in_book);
  // A partner's node takes a large file piece by piece.
  return !call.session && read.by.starts_with(kPartner) ? app.reads.note_piece(std::move(read))
                                                        : app.reads.note(std::move(read));
}

base::Result<net::Response> get_reads(App& app, const Call& call) {
  if (const auto may = may_audit(call); !may) return tl::unexpected(may.error());
  const auto question = question_of(call);
  if (!question) return tl::unexpected(question.error());
  const auto seen = look_into_reads(app.service.folder().dir(), *question);
  if (!seen) return tl::unexpected(seen.error());
  Json reads = Json::array();
  for (const auto& read : seen->reads) reads.push_back(read_json(read));
  Json out = {{"reads", std::move(reads)}, {"size", seen->tip.number}, {"faults", seen->faults}};
  if (seen->tip.number > 0) out["tip"] = to_text(seen->tip);
  if (seen->next) out["next"] = *seen->next;
  return json_response(out);
}

}  // namespace palitan::api
