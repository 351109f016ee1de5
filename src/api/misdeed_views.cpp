// Misdeeds that this node can prove: who signed what, and the file that shows it to a third machine.
#include "api/misdeed_views.h"

#include "api/json_view.h"
#include "api/marking.h"
#include "crypto/fingerprint.h"
#include "crypto/hash.h"
#include "node/misdeeds.h"
#include "papers/misdeed_words.h"

namespace palitan::api {
namespace {
using base::Code;

struct Found {
  std::vector<node::ProvenFile> files;
  bool stopped = false;  ///< no accord is signed until the roots have spoken
};
base::Result<Found> look(App& app, const Record& record) {
  Found out;
  const auto ceiling = ceiling_of(app);
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    out.files = node::misdeeds_of(book, record.store, ceiling);
    out.stopped = book.misconduct().has_value();
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

std::string kind_name(std::uint16_t number) {
  const auto kind = static_cast<statement::Kind>(number);
  return is_valid(kind) ? std::string(name(kind)) : std::to_string(number);
}

Json act_json(const kernel::ForkedAct& act) {
  return {
      {"id", json_of(act.id)}, {"kind", kind_name(act.kind)}, {"date", json_of(act.effective.legal_date())}};
}
Json paper_json(const kernel::SignedPaper& paper) {
  Json out = {{"is", paper.cosigned ? "cosignature" : "decline"}, {"hash", json_of(paper.hash)}};
  if (paper.cosigned) {
    out["size"] = paper.cosigned->size;
    out["time"] = json_of(paper.cosigned->time);
  } else {
    out["reason"] = std::string(base::name(paper.declined->reason));
  }
  return out;
}

Json misdeed_json(const node::ProvenFile& file, papers::SheetLanguage language) {
  const auto& m = file.says;
  Json out = {{"id", json_of(file.name)},
              {"kind", std::string(name(m.kind))},
              {"party", m.party},
              {"key", json_of(m.key)},
              {"key_words", crypto::fingerprint_words(crypto::sha256(m.key.view()))},
              {"marking", std::string(name(m.marking))},
              {"says", papers::misdeed_says(m, language)}};
  if (m.kind == kernel::MisdeedKind::fork) {
    out["office"] = m.office;
    if (!m.holder.empty()) out["holder"] = m.holder;
    out["seat"] = json_of(crypto::key_id(m.key));
    out["sequence"] = m.sequence;
    for (const auto& act : m.acts) out["acts"].push_back(act_json(act));
  } else {
    out["height"] = m.height;
    out["attempt"] = m.attempt;
    for (const auto& paper : m.papers) out["papers"].push_back(paper_json(paper));
  }
  return out;
}
}  // namespace

base::Result<net::Response> get_misdeeds(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto language = papers::sheet_language(call.request.query("language").value_or("en"));
  if (!language) return base::refuse(Code::local_draft, "\"language\" is en, ja or fil");
  const auto found = look(app, *record);
  if (!found) return tl::unexpected(found.error());
  Json list = Json::array();
  for (const auto& file : found->files) list.push_back(misdeed_json(file, *language));
  return json_response({{"misdeeds", std::move(list)}, {"accords_stopped", found->stopped}});
}

base::Result<net::Response> get_misdeed(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto found = look(app, *record);
  if (!found) return tl::unexpected(found.error());
  for (const auto& file : found->files) {
    if (base::to_hex(file.name.view()) != call.parts.at(1)) continue;
    auto response = text_response(std::string(base::text_of(file.file)), "application/cbor");
    response.headers.emplace_back(
        "content-disposition", "attachment; filename=\"misdeed-" + call.parts[1].substr(0, 16) + ".cbor\"");
    add_marking(response, file.says.marking);
    return response;
  }
  return base::refuse(Code::local_not_found, "no misdeed of that name is proven here");
}

}  // namespace palitan::api
