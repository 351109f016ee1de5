#include "papers/import_xml.h"

#include <libxml/xmlreader.h>

namespace palitan::papers {
namespace {
std::string text_of(const xmlChar* text) {
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}
void keep_quiet(void*, const char*, xmlParserSeverities, xmlTextReaderLocatorPtr) {}
}  // namespace

void ImportXml::Free::operator()(_xmlTextReader* reader) const { xmlFreeTextReader(reader); }

ImportXml::ImportXml(std::string_view bytes)
    : reader_(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)) {
  if (reader_ == nullptr)
    broken_ = true;
  else
    xmlTextReaderSetErrorHandler(reader_.get(), keep_quiet, nullptr);
}

bool ImportXml::next() {
  kind_ = Kind::none;
  while (!broken_) {
    const int done = xmlTextReaderRead(reader_.get());
    if (done != 1) {
      broken_ = done < 0;
      return false;
    }
    switch (xmlTextReaderNodeType(reader_.get())) {
      case XML_READER_TYPE_ELEMENT:
        kind_ = Kind::start;
        empty_ = xmlTextReaderIsEmptyElement(reader_.get()) == 1;
        name_ = text_of(xmlTextReaderConstLocalName(reader_.get()));
        return true;
      case XML_READER_TYPE_END_ELEMENT:
        kind_ = Kind::end;
        name_ = text_of(xmlTextReaderConstLocalName(reader_.get()));
        return true;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        kind_ = Kind::text;
        return true;
      case XML_READER_TYPE_DOCUMENT_TYPE:
      case XML_READER_TYPE_ENTITY_REFERENCE:
      case XML_READER_TYPE_ENTITY:
        broken_ = true;  // no workbook has them; files made to do harm do
        break;
      default:
        break;
    }
  }
  return false;
}

std::string ImportXml::text() const { return text_of(xmlTextReaderConstValue(reader_.get())); }

std::string ImportXml::attribute(std::string_view name) const {
  auto* reader = reader_.get();
  std::string out;
  while (xmlTextReaderMoveToNextAttribute(reader) == 1)
    if (text_of(xmlTextReaderConstLocalName(reader)) == name) out = text_of(xmlTextReaderConstValue(reader));
  xmlTextReaderMoveToElement(reader);
  return out;
}

}  // namespace palitan::papers
