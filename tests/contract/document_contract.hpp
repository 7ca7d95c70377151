#pragma once

// What every store of documents promises; see events/documents.hpp.
#include "events/documents.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace contract {

using namespace events;

struct document_kind {
    std::string name;
    std::function<std::unique_ptr<document_store>(const std::filesystem::path&)> open;
};

class document_contract : public testing::TestWithParam<document_kind> {
protected:
    support::temporary_folder folder_;
    std::unique_ptr<document_store> store_ = GetParam().open(folder_ / "documents");
};

TEST_P(document_contract, gives_back_the_very_bytes) {
    std::string every_byte;
    for (int i = 0; i < 512; ++i) {
        every_byte.push_back(static_cast<char>(i));
    }
    for (const std::string& bytes :
         {every_byte, std::string(), std::string("Đơn yêu cầu"), std::string(3'000'000, '\0')}) {
        const digest name = store_->put(bytes);
        EXPECT_EQ(name, sha256(bytes));
        EXPECT_TRUE(store_->has(name));
        EXPECT_EQ(store_->get(name), bytes);
    }
}

TEST_P(document_contract, has_nothing_that_was_not_put) {
    store_->put("a");
    EXPECT_FALSE(store_->has(sha256("b")));
    EXPECT_EQ(store_->get(sha256("b")), std::nullopt);
}

TEST_P(document_contract, takes_the_same_document_again) {
    EXPECT_EQ(store_->put("a"), store_->put("a"));
    EXPECT_EQ(store_->get(sha256("a")), "a");
}

TEST_P(document_contract, takes_documents_from_many_threads) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                store_->put("document " + std::to_string(i));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (int i = 0; i < 20; ++i) {
        const std::string bytes = "document " + std::to_string(i);
        EXPECT_EQ(store_->get(sha256(bytes)), bytes);
    }
}

} // namespace contract
