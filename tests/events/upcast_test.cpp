#include "events/upcast.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>

namespace {

using events::upcast;
using events::upcaster;

void first_to_second(nlohmann::json& record) {
    record["type"] = "x.v2";
    record["data"]["given"] = record["data"]["name"];
    record["data"].erase("name");
}
void second_to_third(nlohmann::json& record) {
    record["type"] = "x.v3";
    record["data"]["family"] = "";
}
void in_a_circle(nlohmann::json& record) { record["type"] = "y.v1"; }

TEST(upcast, climbs_version_by_version_to_the_newest) {
    const std::array known{upcaster{"x.v1", first_to_second}, upcaster{"x.v2", second_to_third}};
    nlohmann::json record{{"type", "x.v1"}, {"data", {{"name", "Hường"}}}};
    upcast(record, known);
    EXPECT_EQ(record,
              nlohmann::json::parse(R"({"type":"x.v3","data":{"given":"Hường","family":""}})"));
}

TEST(upcast, leaves_other_types_alone_and_never_runs_in_circles) {
    const std::array known{upcaster{"y.v1", in_a_circle}};
    nlohmann::json other{{"type", "z.v1"}};
    upcast(other, known);
    EXPECT_EQ(other, (nlohmann::json{{"type", "z.v1"}}));
    nlohmann::json circle{{"type", "y.v1"}};
    upcast(circle, known);
    EXPECT_EQ(circle["type"], "y.v1");
}

} // namespace
