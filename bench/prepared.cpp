#include "prepared.h"

#include <unistd.h>

#include <fstream>

namespace palitan::bench {
namespace kit = kernel::kit;

TempFolder::TempFolder() {
  std::string name = (fs::temp_directory_path() / "palitan-bench-XXXXXX").string();
  PALITAN_CHECK(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}
TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Founding founding_of(const kit::Record& record) {
  const auto& first = record.accords().front();
  return {record.partnership(), first.acts.front()->bytes(), first.note, record.accords().back().point,
          record.now()};
}

base::KeyId desk_of(const std::string& party) {
  return crypto::key_id(kit::key_named(party + " desk").public_key);
}

base::Result<node::Folder> make_folder(const fs::path& dir, const Founding& founding,
                                       const std::string& party) {
  auto folder = node::Folder::create(dir, {.party = party, .name = party + " headquarters", .peers = {}});
  if (!folder) return folder;
  const auto write = [&](std::string_view name, const std::string& key) {
    return folder->write_key(name, kit::key_named(key), kPassphrase, {1, 1 << 20});
  };
  const auto written =
      write(node::kAccordKey, party + " accord")
          .and_then([&] { return write(node::kNodeKey, party + " node"); })
          .and_then([&] { return write(node::seat_key_file(desk_of(party)), party + " desk"); });
  if (!written) return tl::unexpected(written.error());
  if (auto id = folder->found_record(founding.act, founding.note); !id) return tl::unexpected(id.error());
  return folder;
}

node::Clock clock_from(base::Instant start) {
  return [start, began = std::chrono::steady_clock::now()] {
    const auto gone = std::chrono::steady_clock::now() - began;
    return base::Instant{start.ms + std::chrono::duration_cast<std::chrono::milliseconds>(gone).count()};
  };
}

namespace {
base::Bytes read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  base::Bytes out(fs::file_size(path));
  file.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
  return out;
}
}  // namespace

base::Result<sync::Exchange> message_of(const node::Book& book, sync::BundleAccord accord) {
  std::vector<sync::Loose> acts;
  for (const auto& bytes : accord.statements) {
    const auto act = statement::decode_statement(bytes);
    if (!act) return tl::unexpected(act.error());
    const auto& c = act->content();
    acts.push_back({act->id(), c.seat, c.sequence, c.previous.value_or(base::Id{})});
  }
  sync::Exchange out;
  out.partnership = book.partnership();
  out.from = book.party() == "jpn" ? "phl" : "jpn";
  out.height = accord.height;
  out.finals.push_back({sync::tips_of(acts), std::move(accord.note), {}});
  out.statements = std::move(accord.statements);
  return out;
}

base::Result<std::uint64_t> feed(const fs::path& bundle, node::Book& book, base::Instant now,
                                 std::uint64_t height) {
  const auto bytes = read_file(bundle);
  auto reader = sync::BundleReader::open(bytes);
  if (!reader) return tl::unexpected(reader.error());
  const auto before = book.log_size();
  while (book.height() < std::min(height, reader->header().height)) {
    auto accord = reader->next();
    if (!accord) return tl::unexpected(accord.error());
    if (!*accord) break;
    if ((*accord)->height <= book.height()) continue;
    const auto message = message_of(book, std::move(**accord));
    if (!message) return tl::unexpected(message.error());
    book.incoming(*message, now);
    if (auto done = book.flush(now); !done) return base::refuse(base::Code::local_stopped, done.error().what);
    if (book.height() != message->height)
      return base::refuse(base::Code::bad_bundle, "accord " + std::to_string(message->height));
  }
  return book.log_size() - before;
}

std::unique_ptr<Prepared> prepare(const MadeOptions& options, std::unique_ptr<kit::Record>* record) {
  auto made = make_record(options);
  auto out = std::make_unique<Prepared>();
  out->founding = founding_of(*made);
  if (!write_bundle(*made, out->bundle())) return nullptr;
  if (record != nullptr) *record = std::move(made);
  return out;
}

base::Result<std::unique_ptr<store::Store>> open_record(const Prepared& prepared, const fs::path& dir) {
  const auto folder = node::Folder::open(dir);
  if (!folder) return tl::unexpected(folder.error());
  return folder->open_record(prepared.founding.partnership, false);
}

Ran ingest(const Prepared& prepared, const fs::path& dir, const std::string& name, Samples& samples) {
  fs::remove_all(dir);
  if (auto folder = make_folder(dir, prepared.founding, "phl"); !folder) return failed(folder.error());
  auto store = open_record(prepared, dir);
  if (!store) return failed(store.error());
  auto book = node::Book::open(**store, {.party = "phl", .helpers = 1}, prepared.founding.now);
  if (!book) return failed(book.error());
  const Watch watch;
  const auto taken = feed(prepared.bundle(), **book, prepared.founding.now);
  const auto took = watch.seconds();
  if (!taken) return failed(taken.error());
  if ((*book)->head() != prepared.founding.last) return failed("the node does not end where the record does");
  samples.add(name, static_cast<double>(*taken) / took);
  return {};
}

}  // namespace palitan::bench
