# palitan_pages: the web application as vite left it in web/dist, compressed and built into one object. Without that
# folder the library holds none, and the program says how to build it.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(pages_made ${CMAKE_BINARY_DIR}/pages)
file(GLOB pages_built CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/index.html)  # new names come with a new index
add_custom_command(
  OUTPUT ${pages_made}/pages.cpp
  BYPRODUCTS ${pages_made}/pages.bin
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_pages.py ${CMAKE_SOURCE_DIR}/web/dist ${pages_made}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_pages.py ${pages_built}
  COMMENT "Compressing the pages")
add_library(palitan_pages STATIC ${pages_made}/pages.cpp)
target_include_directories(palitan_pages PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/pages)
target_link_libraries(palitan_pages PUBLIC room_api)
