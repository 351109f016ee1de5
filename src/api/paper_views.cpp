// The record as a file to carry away.
#include "api/marking.h"
#include "api/routes.h"
#include "papers/bundle_export.h"
#include "papers/journal.h"

namespace palitan::api {
namespace {

/// Answers are held in memory; a larger record is exported on the node's own machine.
constexpr std::size_t kBundleMax = std::size_t{512} << 20;

}  // namespace

base::Result<net::Response> get_bundle(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  std::string out;
  const auto header = papers::export_bundle(record->store, ceiling_of(app), true, [&](base::ByteView piece) {
    out += base::text_of(piece);
    return out.size() <= kBundleMax;
  });
  if (!header && out.size() > kBundleMax)
    return base::refuse(base::Code::bad_too_large, "export it with the command line on the node's machine");
  if (!header) return tl::unexpected(header.error());
  auto response = text_response(std::move(out), "application/octet-stream");
  add_marking(response, header->marking);
  response.headers.emplace_back("content-disposition",
                                "attachment; filename=\"" + call.parts[0].substr(0, 16) + ".bundle\"");
  return response;
}

base::Result<net::Response> get_journal(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  auto journal = papers::journal_of(record->store, ceiling_of(app));
  if (!journal) return tl::unexpected(journal.error());
  return text_response(std::move(*journal));
}

}  // namespace palitan::api
