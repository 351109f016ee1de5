// statement.json, root_act.json, marking.json: the bytes of statements.
#include <gtest/gtest.h>

#include "support.h"

namespace palitan::vectors {
namespace {
using namespace statement;

struct Envelope {
  base::Bytes header, payload, signature;
  base::Bytes bytes() const {
    codec::Encoder encoder;
    encoder.array(4);
    encoder.byte_string(header);
    encoder.map(0);
    encoder.byte_string(payload);
    encoder.byte_string(signature);
    return encoder.take();
  }
};
Envelope parts_of(const SignedStatement& made) {
  codec::Decoder outer(made->bytes());
  outer.array();
  const auto header = outer.byte_string();
  outer.map();
  const auto payload = outer.byte_string();
  const auto signature = made->signature().view();
  return {
      {header.begin(), header.end()}, {payload.begin(), payload.end()}, {signature.begin(), signature.end()}};
}

ordered_json entry(const std::string& name, unsigned seed, const SignedStatement& made) {
  const auto parts = parts_of(made);
  const auto& c = made->content();
  ordered_json out;
  out["name"] = name;
  out["seed"] = seed;
  out["public_key"] = hex_of(key_of(seed).public_key);
  out["seat"] = hex_of(c.seat);
  out["kind"] = base::EnumRow{c.kind, statement::name(*made->kind())}.name;
  if (c.partnership) out["partnership"] = hex_of(*c.partnership);
  out["case"] = hex_of(made->case_of());
  out["sequence"] = c.sequence;
  if (c.previous) out["previous"] = hex_of(*c.previous);
  out["after"] = ordered_json::array();
  for (const auto& id : c.after) out["after"].push_back(hex_of(id));
  out["made_at"] = base::to_text(c.made_at);
  out["effective"] = base::to_text(c.effective());
  out["legal_date"] = base::to_text(c.effective().legal_date());
  out["marking"] = statement::name(c.marking);
  out["causes"] = ordered_json::array();
  for (const auto& id : causes(*made)) out["causes"].push_back(hex_of(id));
  out["body"] = hex(c.body.bytes);
  out["protected"] = hex(parts.header);
  out["payload"] = hex(parts.payload);
  out["id"] = hex_of(made->id());
  out["bytes"] = hex(made->bytes());
  return out;
}

/// Content changed and signed anew, so that form alone is at fault.
base::Bytes resigned(const Content& content, unsigned seed) {
  const auto key = key_of(seed);
  Envelope e{{0xa2, 0x01, 0x32, 0x04, 0x48}, codec::encode(content), {}};
  base::append(e.header, crypto::key_id(key.public_key).view());
  codec::Encoder to_sign;
  to_sign.array(4);
  to_sign.text("Signature1");
  to_sign.byte_string(e.header);
  to_sign.byte_string({});
  to_sign.byte_string(e.payload);
  base::append(e.signature, crypto::sign(key, to_sign.bytes()).view());
  return e.bytes();
}

/// Every way to be bad, each with the code that a strict reader must give.
ordered_json bad_cases(const SignedStatement& good) {
  auto out = ordered_json::array();
  const auto add = [&](const std::string& name, const base::Bytes& bytes, base::Code code) {
    auto read = decode_statement(bytes);
    auto got = read ? base::Code::accepted : read.error().code;
    if (read) {
      const auto opened = open(std::move(*read), key_of(kPhlOfficer).public_key);
      got = opened ? base::Code::accepted : opened.error().code;
    }
    EXPECT_EQ(got, code) << name << ": " << base::name(got);
    out.push_back({{"name", name}, {"code", base::name(code)}, {"bytes", hex(bytes)}});
  };
  using base::Code;
  const auto with_parts = [&](const std::string& name, Code code, auto change) {
    auto parts = parts_of(good);
    change(parts);
    add(name, parts.bytes(), code);
  };
  const auto with_content = [&](const std::string& name, Code code, auto change) {
    auto parts = parts_of(good);
    auto content = codec::decode<Content>(parts.payload).value();
    change(content);
    add(name, resigned(content, kPhlOfficer), code);
  };
  auto bytes = good->bytes();
  bytes.insert(bytes.begin(), 0xd2);
  add("tagged", bytes, Code::bad_envelope);
  bytes = good->bytes();
  bytes.push_back(0);
  add("a byte behind the end", bytes, Code::bad_trailing);
  bytes = good->bytes();
  bytes.pop_back();
  add("cut off", bytes, Code::bad_cbor);
  bytes = good->bytes();
  bytes[15] = 0xa1;
  add("a field in the unprotected header", bytes, Code::bad_envelope);
  bytes = good->bytes();
  bytes.insert(bytes.begin() + 1, 0x58);
  bytes[2] = 13;
  add("a length in more bytes than it needs", bytes, Code::bad_not_canonical);
  with_parts("algorithm -8", Code::bad_algorithm, [](Envelope& e) { e.header[2] = 0x27; });
  with_parts("another seat in the header", Code::bad_seat, [](Envelope& e) { e.header.back() ^= 1; });
  with_parts("signature changed", Code::bad_signature, [](Envelope& e) { e.signature[0] ^= 1; });
  with_parts("signature with S above the group order", Code::bad_signature,
             [](Envelope& e) { e.signature[63] |= 0xe0; });
  with_parts("signature of 63 bytes", Code::bad_envelope, [](Envelope& e) { e.signature.pop_back(); });
  with_parts("payload changed", Code::bad_signature,
             [](Envelope& e) { e.payload[e.payload.size() - 1] ^= 1; });
  with_parts("payload is a list", Code::bad_type, [](Envelope& e) { e.payload = {0x80}; });
  with_parts("payload is an empty map", Code::bad_field_missing, [](Envelope& e) { e.payload = {0xa0}; });
  with_parts("a field that nobody knows", Code::bad_field_unknown, [](Envelope& e) {
    ++e.payload[0];
    base::append(e.payload, base::Bytes{0x18, 0x63, 0x00});
  });
  with_parts("a field twice", Code::bad_not_canonical, [](Envelope& e) {
    ++e.payload[0];
    base::append(e.payload, base::Bytes{0x0d, 0xa0});
  });
  with_content("version 2", Code::bad_version, [](Content& c) { c.version = 2; });
  with_content("sequence 0", Code::bad_value, [](Content& c) { c.sequence = 0; });
  with_content("no partnership", Code::bad_field_missing, [](Content& c) { c.partnership.reset(); });
  with_content("no previous", Code::bad_field_missing, [](Content& c) { c.previous.reset(); });
  with_content("after is not ascending", Code::bad_not_canonical,
               [](Content& c) { c.after = {id_of(2), id_of(1)}; });
  with_content("after names 17", Code::bad_too_large, [](Content& c) {
    c.after.clear();
    for (unsigned i = 0; i < 17; ++i) c.after.push_back(id_of(i));
  });
  with_content("15 hours from Greenwich", Code::bad_value, [](Content& c) { c.offset_minutes = 900; });
  with_content("before 1970", Code::bad_value, [](Content& c) { c.effective_at.ms = -1; });
  with_content("unknown marking", Code::bad_value, [](Content& c) { c.marking = static_cast<Marking>(7); });
  const base::Bytes list = {0x80}, truth = {0xa1, 0x01, 0xf5}, text_key = {0xa1, 0x61, 0x61, 0x00};
  with_content("body is a list", Code::bad_type, [&](Content& c) { c.body.bytes = list; });
  with_content("body holds a simple value", Code::bad_cbor, [&](Content& c) { c.body.bytes = truth; });
  with_content("body with a text key", Code::bad_type, [&](Content& c) { c.body.bytes = text_key; });
  with_content("a name that is not UTF-8", Code::bad_text, [](Content& c) {
    c.attachments.resize(1);
    c.attachments[0].name = "\xc3\x28";
  });
  return out;
}

TEST(StatementVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "Signed statements (spec/statement.md). A key is the Ed25519 key of the seed: the byte `seed`, 32 "
      "times.";
  out["statements"] = ordered_json::array();
  const unsigned signers[] = {kJpnRoot0, kJpnRoot0, kPhlRoot0, kJpnRegistrar, kPhlRegistrar};
  const char* names[] = {"founding", "appointment of a registrar, two roots",
                         "appointment of a registrar, one root", "appointment of a supply officer",
                         "appointment of a logistics officer"};
  for (std::size_t i = 0; i < world.opening().size(); ++i)
    out["statements"].push_back(entry(names[i], signers[i], world.opening()[i]));
  const auto request = world.request(kPhlOfficer, "EX-1");
  out["statements"].push_back(entry("request", kPhlOfficer, request));
  Issue issue;
  issue.lines.push_back({1, 999'999'873, Entered{6'289'810, "BLL", 158'987'294'928, 1'000'000'000}});
  issue.place = "Subic \xe6\xb0\xb4";
  const auto issued = world.act(kJpnIssuer, issue,
                                {.case_id = request->id(),
                                 .after = {request->id()},
                                 .effective_ms = kStart + 17 * 3'600'000,
                                 .offset_minutes = 540,
                                 .marking = Marking::official});
  out["statements"].push_back(
      entry("issue, read in barrels, after midnight at the place", kJpnIssuer, issued));
  out["statements"].push_back(entry("close, an empty body", kPhlOfficer,
                                    world.act(kPhlOfficer, Close{}, {.case_id = request->id()})));
  Enter enter;
  enter.actual = {{{PeopleKind::enlisted, 30}},
                  {"75-1075"},
                  {{1, 10}},
                  {{1, 2'000'000}},
                  {{"1203", 400'000'000, "LTR"}, {"1863", 200'000'000, "LTR"}},
                  {{"class C", 4}}};
  enter.place = {"PHTAC", "Tacloban", {}, {}};
  out["statements"].push_back(entry("enter, with dangerous goods and drivers", kJpnIssuer,
                                    world.act(kJpnIssuer, enter, {.case_id = request->id()})));
  const DeclareChange used{{}, {}, "vehicles fuelled", {{"1203", 150'000'000, "LTR"}}};
  out["statements"].push_back(entry("declare_change, dangerous goods used up", kJpnIssuer,
                                    world.act(kJpnIssuer, used, {.case_id = request->id()})));
  out["opened_with"] = hex_of(key_of(kPhlOfficer).public_key);
  out["bad"] = bad_cases(request);
  expect_current("statement.json", out);
}

TEST(RootActVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] = "What further roots sign to endorse a root act (spec/statement.md section 5, Endorsements).";
  out["cases"] = ordered_json::array();
  const auto add = [&](const std::string& name, const SignedStatement& made, auto body, unsigned endorser) {
    const auto& c = made->content();
    auto bare = body;
    bare.endorsements.clear();
    const auto message = root_act_message(c, body);
    ordered_json row;
    row["name"] = name;
    row["partnership"] = hex_of(*c.partnership);
    row["kind"] = c.kind;
    row["seat"] = hex_of(c.seat);
    row["sequence"] = c.sequence;
    row["bare_body"] = hex(codec::encode(bare));
    row["message"] = hex(message);
    row["endorser_seed"] = endorser;
    row["signature"] = hex_of(crypto::sign(key_of(endorser), message));
    row["bytes"] = hex(made->bytes());
    ASSERT_EQ(body.endorsements.size(), 1u);
    EXPECT_EQ(hex_of(body.endorsements[0].signature), row["signature"]);
    EXPECT_TRUE(crypto::verify(key_of(endorser).public_key, message, body.endorsements[0].signature));
    out["cases"].push_back(std::move(row));
  };
  const auto& registrar = world.opening()[1];
  add("appoint", registrar, *read_body<Appoint>(registrar->content()), kJpnRoot1);
  RaiseRules rules{2, 10, {}};
  const auto raised = world.root_act(kJpnRoot1, rules, {kJpnRoot0}, world.in_partnership());
  add("raise_rules", raised, *read_body<RaiseRules>(raised->content()), kJpnRoot0);
  expect_current("root_act.json", out);
}

TEST(MarkingVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] = "A node refuses to sign, take or export what is above its ceiling (spec/log.md section 13).";
  out["cases"] = ordered_json::array();
  for (const auto& ceiling : rows_of(Marking{}))
    for (const auto& marking : rows_of(Marking{}))
      for (const auto* deed : {"sign", "take", "export"})
        out["cases"].push_back({{"ceiling", ceiling.name},
                                {"marking", marking.name},
                                {"deed", deed},
                                {"code", marking.number > ceiling.number ? "local_marking" : "accepted"}});
  out["statements"] = ordered_json::array();
  for (const auto& marking : rows_of(Marking{})) {
    const auto made = world.act(kPhlOfficer, Close{},
                                {.case_id = world.id(), .marking = static_cast<Marking>(marking.number)});
    out["statements"].push_back({{"marking", marking.name}, {"bytes", hex(made->bytes())}});
  }
  out["of_a_list"] = {{"markings", {"unclassified", "restricted", "official"}}, {"marking", "restricted"}};
  expect_current("marking.json", out);
}

}  // namespace
}  // namespace palitan::vectors
