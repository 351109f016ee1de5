// Walks one XML part of a workbook. Inside the papers room.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct _xmlTextReader;

namespace palitan::papers {

/// A pull reader over bytes in memory. No document type, no entities but XML's own five, nothing loaded from
/// elsewhere; depth and sizes are bounded by the library. Names are local names: both dialects of the format
/// differ in their namespaces only.
class ImportXml {
 public:
  /// `bytes` outlive this object.
  explicit ImportXml(std::string_view bytes);
  ImportXml(const ImportXml&) = delete;
  ImportXml& operator=(const ImportXml&) = delete;

  /// To the next start or end of an element, or text. False at the end, and where it is broken.
  bool next();
  bool broken() const { return broken_; }
  bool starts(std::string_view name) const { return kind_ == Kind::start && name_ == name; }
  bool ends(std::string_view name) const { return kind_ == Kind::end && name_ == name; }
  bool is_text() const { return kind_ == Kind::text; }
  const std::string& name() const { return name_; }
  bool is_start() const { return kind_ == Kind::start; }
  bool is_end() const { return kind_ == Kind::end; }
  /// Of a start, empty without content (<v/>): no end follows.
  bool is_empty() const { return empty_; }
  std::string text() const;
  /// Of a start; empty where there is none.
  std::string attribute(std::string_view name) const;

 private:
  struct Free {
    void operator()(_xmlTextReader* reader) const;
  };
  enum class Kind { none, start, end, text };
  std::unique_ptr<_xmlTextReader, Free> reader_;
  Kind kind_ = Kind::none;
  bool empty_ = false;
  bool broken_ = false;
  std::string name_;
};

}  // namespace palitan::papers
