// fuzz_seeds OUT FILE...: first inputs for the targets, OUT/NAME_fuzz/N, out of real things: bundles,
// instrument files, vectors of evidence, public tables, workbooks, a node's own files; the rest is made by
// the program's own writers. tools/fuzz_seeds.sh calls it and keeps what reaches further.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "api/json_view.h"
#include "kernel/accord.h"
#include "kit/record.h"
#include "net/encode.h"
#include "papers/csv.h"
#include "papers/form_code.h"
#include "papers/import_kit.h"
#include "papers/instrument_toml.h"
#include "sync/bundle.h"
#include "sync/parcel.h"

namespace {
using namespace palitan;
namespace fs = std::filesystem;

class Corpora {
 public:
  explicit Corpora(fs::path out) : out_(std::move(out)) {}
  void keep(const std::string& target, base::ByteView bytes, std::string_view prefix = {}) {
    const auto dir = out_ / (target + "_fuzz");
    fs::create_directories(dir);
    std::ofstream file(dir / std::to_string(++counts_[target]), std::ios::binary);
    file << prefix << base::text_of(bytes);
  }
  void keep(const std::string& target, std::string_view text, std::string_view prefix = {}) {
    keep(target, base::view_of(text), prefix);
  }
  const std::map<std::string, std::size_t>& counts() const { return counts_; }

 private:
  fs::path out_;
  std::map<std::string, std::size_t> counts_;
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// An act in all the forms in which it comes from outside; at most three of a kind over all bundles.
void from_act(const statement::Statement& act, std::map<std::uint16_t, int>& seen, Corpora& corpora) {
  const auto& content = act.content();
  if (!act.kind() || ++seen[content.kind] > 3) return;
  const char zero = '\0', kind = static_cast<char>(content.kind);
  corpora.keep("statement", act.bytes(), {&zero, 1});
  corpora.keep("statement", content.body.bytes, {&kind, 1});
  corpora.keep("cbor", content.body.bytes);
  nlohmann::ordered_json draft = {{"seat", base::to_hex(content.seat.view())},
                                  {"kind", std::string(statement::name(*act.kind()))},
                                  {"effective", base::to_text(content.effective_at)},
                                  {"key", "one"}};
  if (content.case_id) draft["case"] = base::to_hex(content.case_id->view());
  statement::with_body(*act.kind(), [&](auto fresh) {
    const auto body = codec::decode<decltype(fresh)>(content.body.bytes);
    if (body) draft["body"] = api::json_of(*body);
  });
  corpora.keep("json", draft.dump());
}

void from_note(const base::Id& partnership, const std::string& text, Corpora& corpora) {
  corpora.keep("checkpoint", text);
  const auto note = merkle::parse_note(text);
  const auto point = note ? kernel::parse_checkpoint_body(partnership, note->text)
                          : base::Result<kernel::AccordPoint>(tl::unexpected(note.error()));
  if (!point) return;
  corpora.keep("accord", kernel::checkpoint_body(fuzz::record().partnership, *point));
  const kernel::Decline decline{point->height, point->attempt, base::Code::bad_accord, {}};
  corpora.keep("accord", kernel::decline_text(fuzz::record().partnership, decline));
}

void from_bundle(const std::string& bytes, std::map<std::uint16_t, int>& seen, Corpora& corpora) {
  const auto bundle = sync::read_bundle(base::view_of(bytes));
  if (!bundle) return;
  sync::Exchange message;
  message.partnership = bundle->header.partnership;
  message.from = "jpn";
  sync::Bundle first{bundle->header, {}};
  first.header.size = 0;
  for (const auto& accord : bundle->accords) {
    if (accord.height < 4) from_note(bundle->header.partnership, accord.note, corpora);
    for (const auto& statement : accord.statements) {
      if (const auto act = statement::decode_statement(statement)) from_act(*act, seen, corpora);
      if (message.statements.size() < 25) message.statements.push_back(statement);
    }
    if (accord.height >= 4) continue;
    first.accords.push_back(accord);
    first.header.height = accord.height;
    first.header.size += accord.statements.size();
    const auto part = sync::write_bundle(first, false);
    const char plain = '\0';
    if (part.size() < 24'000)
      corpora.keep("bundle", base::ByteView(part).subspan(16, part.size() - 48), {&plain, 1});
  }
  corpora.keep("parcel", sync::write_parcel(message, fuzz::ground()));
}

/// Parcels of the made record, each with other parts.
void made_parcels(Corpora& corpora) {
  const auto& record = fuzz::record();
  sync::Exchange x;
  x.partnership = record.partnership;
  x.from = "jpn";
  x.height = 7;
  x.holdings = sync::Holdings{};
  corpora.keep("parcel", sync::write_parcel(x, fuzz::ground()));
  std::vector<sync::Loose> loose;
  for (auto i = record.agreed; i < record.acts.size(); ++i) {
    const auto& c = record.acts[i]->content();
    loose.push_back({record.acts[i]->id(), c.seat, c.sequence, *c.previous});
  }
  x.holdings = sync::holdings_of(loose, {record.seats[0].first});
  x.wants = {record.acts[3]->id()};
  corpora.keep("parcel", sync::write_parcel(x, fuzz::ground()));
  for (auto i = record.agreed; i < record.acts.size(); ++i) x.statements.push_back(record.acts[i]->bytes());
  corpora.keep("parcel", sync::write_parcel(x, fuzz::ground()));
  x.finals.push_back({{}, "a note\n", {}, 10});
  x.finals.push_back({{{record.seats[0].first, 4, record.acts[9]->id()}}, "another\n", {}, 0});
  x.proposal =
      sync::AccordPaper{{{record.seats[1].first, 9, record.acts[30]->id()}}, "proposed\n", base::Bytes{1, 2}};
  x.cosignatures = {"one\n"};
  x.declines = {"no\n"};
  x.asks_handover = true;
  corpora.keep("parcel", sync::write_parcel(x, fuzz::ground()));
}

void made_codes(Corpora& corpora) {
  const auto& record = fuzz::record();
  const char zero = '\0';
  for (const std::size_t i : {0u, 7u, 30u}) {
    papers::PaperCode code{record.partnership, record.acts[i]->id(), {}};
    corpora.keep("paper_code", papers::to_text(code), {&zero, 1});
    code.point = papers::PaperCode::Point{3, {}};
    corpora.keep("paper_code", papers::to_text(code), {&zero, 1});
  }
}

void made_signatures(Corpora& corpora) {
  const auto key = crypto::key_pair_from_seed({});
  for (const std::string_view message : {"", "a", "a longer message than a block of the hash has"}) {
    base::Bytes out(key.public_key.raw.begin(), key.public_key.raw.end());
    const auto signature = crypto::sign(key, base::view_of(message));
    out.insert(out.end(), signature.raw.begin(), signature.raw.end());
    base::append(out, base::view_of(message));
    corpora.keep("signature", out);
  }
}

void made_messages(Corpora& corpora) {
  const std::string prefix = "\x07\xff";
  net::Request get{
      "GET", "/v1/partnerships?state=open&text=a%20b+c", {{"accept", "application/json"}}, "", {}};
  net::Request post{"POST", "/v1/session", {{"content-type", "application/json"}}, R"({"office":"a"})", {}};
  post.headers.emplace_back("expect", "100-continue");
  const auto one = net::encode(get, "localhost"), two = net::encode(post, "localhost");
  corpora.keep("http", one, prefix);
  corpora.keep("http", two, prefix);
  corpora.keep("http", one + two + one, prefix);
  corpora.keep("http",
               "POST /v1/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
               "chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
               prefix);
  net::Response answer{201, {{"etag", "\"a\""}}, "{}"};
  corpora.keep("http", net::encode(answer, true, false), prefix);
  answer.status = 304;
  corpora.keep("http", net::encode(answer, false, false), prefix);
}

void made_sheets(Corpora& corpora) {
  const std::vector<std::vector<std::string>> orders = {
      {"document", "line", "category", "item", "quantity", "unit", "means", "price", "currency"},
      {"P-1", "1", "fuel", "F-76", "60000", "LTR", "replacement_in_kind", "", ""},
      {"P-1", "2", "fuel", "F-44", "20.5", "MTQ", "reimbursement", "955", "JPY"}};
  const std::vector<std::vector<std::string>> list = {
      {"document", "date", "amount", "currency", "quantity", "unit"},
      {"P-1", "2026-04-03", "95.50", "JPY", "60000", "LTR"}};
  for (const auto& rows : {orders, list}) {
    const auto csv = papers::write_csv(rows);
    corpora.keep("csv", csv);
    const char csv_kind = '\0';
    corpora.keep("sheet", csv, {&csv_kind, 1});
    std::string page = "<sheetData>";
    for (std::size_t r = 0; r < rows.size(); ++r) {
      page += "<row r='" + std::to_string(r + 1) + "'>";
      for (std::size_t c = 0; c < rows[r].size(); ++c)
        page += "<c r='" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
                "' t='inlineStr'><is><t>" + rows[r][c] + "</t></is></c>";
      page += "</row>";
    }
    page += "</sheetData>";
    const char page_kind = '\1';
    corpora.keep("sheet", page, {&page_kind, 1});
    corpora.keep("xlsx", papers::kit::zipped(papers::kit::workbook(page)));
  }
}

std::string first_lines(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at != text.npos; --count) at = text.find('\n', at + 1);
  return text.substr(0, at == text.npos ? at : at + 1);
}

void from_file(const fs::path& path, std::map<std::uint16_t, int>& seen, Corpora& corpora) {
  const auto bytes = read_file(path);
  const auto name = path.filename().string(), ext = path.extension().string();
  if (ext == ".bundle") return from_bundle(bytes, seen, corpora);
  if (ext == ".xlsx") return corpora.keep("xlsx", bytes);
  if (name == "node.json" || name == "party.json") return corpora.keep("node_json", bytes);
  if (name == "evidence.json") {
    const auto vectors = nlohmann::json::parse(bytes);
    for (const auto& test : vectors.at("cases"))
      corpora.keep("evidence", *base::from_hex(test.at("evidence").get<std::string>()));
    return;
  }
  if (name == "misdeed.json") {
    const auto vectors = nlohmann::json::parse(bytes);
    for (const auto& test : vectors.at("files"))
      corpora.keep("misdeed", *base::from_hex(test.at("file").get<std::string>()));
    return;
  }
  if (ext == ".csv") {
    corpora.keep("reference", first_lines(bytes, 8));
    return corpora.keep("csv", first_lines(bytes, 4));
  }
  if (ext != ".toml") return;
  corpora.keep("toml", bytes);
  if (const auto compiled = papers::compile_instrument(bytes, name))
    corpora.keep("terms", terms::write(compiled->instrument));
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "fuzz_seeds OUT FILE...\n");
    return 2;
  }
  Corpora corpora(argv[1]);
  std::map<std::uint16_t, int> seen;
  for (int i = 2; i < argc; ++i) from_file(argv[i], seen, corpora);
  made_parcels(corpora);
  made_codes(corpora);
  made_signatures(corpora);
  made_messages(corpora);
  made_sheets(corpora);
  for (const auto& [target, count] : corpora.counts()) std::printf("%-14s %zu\n", target.c_str(), count);
  return 0;
}
