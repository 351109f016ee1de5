# One library per room of rooms.json. A room sees its neighbours' headers as "room/header.h" through a folder of links
# that holds nothing else, so an include of a room that is not below it does not compile.
file(READ ${CMAKE_SOURCE_DIR}/rooms.json ROOMS_JSON)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rooms.json)

function(json_list out)
  string(JSON count ERROR_VARIABLE err LENGTH "${ROOMS_JSON}" ${ARGN})
  set(items "")
  if(NOT err AND count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(i RANGE ${last})
      string(JSON item GET "${ROOMS_JSON}" ${ARGN} ${i})
      list(APPEND items ${item})
    endforeach()
  endif()
  set(${out} "${items}" PARENT_SCOPE)
endfunction()

function(palitan_room room)
  set(dir ${CMAKE_SOURCE_DIR}/src/${room})
  set(links ${CMAKE_BINARY_DIR}/rooms/${room})
  file(MAKE_DIRECTORY ${links})
  file(CREATE_LINK ${dir} ${links}/${room} SYMBOLIC)
  file(GLOB all CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*/*.cpp)
  set(sources ${all})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  json_list(uses rooms ${room} uses)
  if(sources)
    add_library(room_${room} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(room_${room} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(room_${room} ${scope} ${links})
  foreach(neighbour ${uses})
    target_link_libraries(room_${room} ${scope} room_${neighbour})
  endforeach()
  target_link_libraries(room_${room} ${scope} ${PACKAGES_${room}})
  if(tests AND NOT PALITAN_FUZZ)
    palitan_test(test_${room} fast ${tests})
    target_link_libraries(test_${room} PRIVATE room_${room})
  endif()
endfunction()

# palitan_test_program(NAME SOURCES...): a GoogleTest program that ctest does not know yet.
include(GoogleTest)
function(palitan_test_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE GTest::gtest_main nlohmann_json::nlohmann_json rapidcheck)
  # What they test is built in full; they themselves need not be fast.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_compile_definitions(${name} PRIVATE PALITAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    PALITAN_BINARY_DIR="${CMAKE_BINARY_DIR}")
endfunction()

# palitan_test(NAME LABEL SOURCES...): such a program; every TEST in it is one ctest entry.
function(palitan_test name label)
  palitan_test_program(${name} ${ARGN})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${label} TIMEOUT 600 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

# palitan_whole_test(NAME LABEL SOURCES...): such a program as one ctest entry, named like its label, where making what
# its tests share costs more than most of them.
function(palitan_whole_test name label)
  palitan_test_program(${name} ${ARGN})
  add_test(NAME ${label} COMMAND ${name})
  set_tests_properties(${label} PROPERTIES LABELS ${label} TIMEOUT 600 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
