// Documents in a real S3-compatible store: ops/s3 run -- build/ci/tests/s3/s3_test
#include "events/document_copy.hpp"
#include "events/fault.hpp"
#include "events/s3_documents.hpp"
#include "tests/contract/document_contract.hpp"
#include "tests/support/naming_log.hpp"

#include <cstdlib>

namespace {

using namespace events;
using contract::document_contract;

std::string environment(const char* name) {
    const char* set = std::getenv(name);
    return set == nullptr ? "" : set;
}

s3_place store() {
    s3_place out{.url = environment("MOTCUA_DOCUMENTS__PLACE"),
                 .access_key = environment("MOTCUA_DOCUMENTS__ACCESS_KEY"),
                 .secret_key = environment("MOTCUA_DOCUMENTS__SECRET_KEY")};
    if (out.url.empty()) {
        std::fputs("these tests need a store: ops/s3 run -- PROGRAM\n", stderr);
        std::_Exit(2);
    }
    return out;
}

INSTANTIATE_TEST_SUITE_P(s3, document_contract,
                         testing::Values(contract::document_kind{
                             "store", [](const auto&) { return open_s3_documents(store()); }}),
                         [](const auto& kind) { return kind.param.name; });

std::string code_of(const s3_place& at) {
    try {
        static_cast<void>(open_s3_documents(at));
    } catch (const fault& failed) {
        return failed.code();
    }
    return "";
}

TEST(documents_in_s3, are_there_for_another_node) {
    const auto here = open_s3_documents(store());
    const auto there = open_s3_documents(store());
    const auto name = here->put("Quyết định thi hành án");
    EXPECT_TRUE(there->has(name));
    EXPECT_EQ(there->get(name), "Quyết định thi hành án");
    EXPECT_EQ(there->trouble(), "");
    EXPECT_EQ(there->put("Quyết định thi hành án"), name) << "again is no harm";
}

TEST(documents_in_s3, lie_below_a_prefix_when_one_is_named) {
    auto at = store();
    at.url += "/office/96/";
    const auto below = open_s3_documents(at);
    const auto name = below->put("a paper of its own folder");
    EXPECT_EQ(below->get(name), "a paper of its own folder");
    EXPECT_FALSE(open_s3_documents(store())->has(name));
}

TEST(documents_in_s3, are_copied_from_a_folder_and_back) {
    const support::temporary_folder home;
    const auto folder = open_document_folder(home / "folder");
    auto at = store();
    at.url += "/copied/";
    const auto bucket = open_s3_documents(at);
    testing_support::naming_log names(2);
    std::vector<digest> all;
    for (int i = 0; i < 40; ++i) {
        all.push_back(folder->put("giấy tờ " + std::to_string(i)));
        names.name_in_event(all.back());
    }
    document_copy there(names.log(), *folder, *bucket);
    there.go_on();
    EXPECT_EQ(there.report().copied, 40U);
    document_copy again(names.log(), *folder, *bucket);
    again.go_on();
    EXPECT_EQ(again.report().copied, 0U);
    const auto restored = open_document_folder(home / "restored");
    document_copy back(names.log(), *bucket, *restored);
    back.go_on();
    for (const auto& one : all) {
        EXPECT_EQ(restored->get(one), folder->get(one));
    }
    names.name_in_event(sha256("nowhere"));
    back.go_on();
    EXPECT_EQ(back.report().missing.size(), 1U);
}

TEST(documents_in_s3, say_what_is_wrong) {
    auto at = store();
    at.secret_key = "another";
    EXPECT_EQ(code_of(at), "documents-refused");
    at = store();
    at.url = at.url.substr(0, at.url.rfind('/')) + "/no-such-bucket";
    EXPECT_EQ(code_of(at), "documents-refused");
    at.url = "http://127.0.0.1:1/motcua";
    EXPECT_EQ(code_of(at), "documents-unreachable");
    for (const auto* bad : {"", "motcua", "ftp://host/bucket", "http://host"}) {
        at.url = bad;
        EXPECT_EQ(code_of(at), "documents-refused") << bad;
    }
}

} // namespace
