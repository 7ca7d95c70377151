#include "connectors/seeding/people.hpp"

#include "connectors/mail/unicode.hpp"

#include <fmt/format.h>

#include <array>

namespace connectors::seeding {
namespace {

using name_part = std::string_view;

constexpr std::array<name_part, 30> surnames{
    "Nguyễn", "Trần", "Lê",    "Phạm", "Huỳnh",  "Phan", "Võ",  "Đặng",  "Bùi",  "Đỗ",
    "Hồ",     "Ngô",  "Dương", "Lý",   "Trương", "Đinh", "Lâm", "Mai",   "Cao",  "Châu",
    "Tô",     "Thái", "Quách", "Hứa",  "Tạ",     "Kiều", "La",  "Thạch", "Danh", "Đoàn"};
constexpr std::array<name_part, 12> mens_middles{"Văn",  "Hữu",   "Minh", "Quốc", "Thanh", "Đức",
                                                 "Công", "Hoàng", "Tấn",  "Chí",  "Trung", "Xuân"};
constexpr std::array<name_part, 10> womens_middles{"Thị",       "Thị Kim", "Thị Ngọc", "Thị Thu",
                                                   "Thị Thanh", "Ngọc",    "Kim",      "Thị Hồng",
                                                   "Mỹ",        "Thị Bích"};
constexpr std::array<name_part, 28> mens_names{
    "An",    "Bình", "Cường", "Dũng",  "Đạt",   "Đông", "Giang", "Hải",  "Hiếu",  "Hùng",
    "Khánh", "Khoa", "Lâm",   "Long",  "Lợi",   "Nam",  "Nghĩa", "Nhân", "Phong", "Phúc",
    "Quân",  "Sơn",  "Tài",   "Thành", "Thịnh", "Toàn", "Tuấn",  "Vinh"};
constexpr std::array<name_part, 26> womens_names{
    "Anh",   "Chi",   "Diễm",   "Dung",  "Điệp", "Hà",   "Hạnh",  "Hằng", "Hiền",
    "Hoa",   "Hương", "Lan",    "Liên",  "Linh", "Loan", "Mai",   "Nga",  "Ngân",
    "Nhung", "Oanh",  "Phượng", "Quyên", "Thảo", "Thúy", "Trang", "Yến"};
constexpr std::array<name_part, 8> companies{"Công ty TNHH Thủy sản {} Biển Xanh",
                                             "Công ty TNHH Xây dựng {} An Cư",
                                             "Doanh nghiệp tư nhân Vật liệu {} Tân Lợi",
                                             "Hợp tác xã Nông nghiệp {} Đồng Tâm",
                                             "Công ty Cổ phần Vận tải {} Sao Mai",
                                             "Ngân hàng Phát triển Nông thôn (mẫu) – chi nhánh {}",
                                             "Quỹ tín dụng nhân dân (mẫu) {}",
                                             "Công ty TNHH Thương mại {} Hoàn Phát"};
constexpr std::array<name_part, 5> judgment_kinds{"DS-ST", "HNGĐ-ST", "DS-PT", "KDTM-ST", "HS-ST"};

/// Cục Thi hành án dân sự tỉnh Cà Mau → tỉnh Cà Mau.
name_part unit_of(name_part office_name) {
    constexpr name_part agency = "Thi hành án dân sự ";
    const auto at = office_name.find(agency);
    return at == name_part::npos ? office_name : office_name.substr(at + agency.size());
}

/// The key of a district in which the people of a provincial office live.
std::string_view district_of(chance& luck, const engine::office& near) {
    constexpr std::array<name_part, 4> of_ca_mau{"964", "967", "968", "970"};
    constexpr std::array<name_part, 4> of_quang_nam{"502", "503", "507", "513"};
    if (near.level != engine::office_level::provincial) {
        return near.key.str();
    }
    return near.key.str() == "96" ? luck.one_of(of_ca_mau) : luck.one_of(of_quang_nam);
}

name_part name_of_district(name_part key) {
    constexpr std::array<std::pair<name_part, name_part>, 8> all{{{"964", "thành phố Cà Mau"},
                                                                  {"967", "huyện Thới Bình"},
                                                                  {"968", "huyện Trần Văn Thời"},
                                                                  {"970", "huyện Đầm Dơi"},
                                                                  {"502", "thành phố Tam Kỳ"},
                                                                  {"503", "thành phố Hội An"},
                                                                  {"507", "thị xã Điện Bàn"},
                                                                  {"513", "huyện Thăng Bình"}}};
    for (const auto& [district, name] : all) {
        if (district == key) {
            return name;
        }
    }
    return {};
}

/// Nguyễn Thị Lan → lan.nguyen27
std::string private_mailbox_of(const std::string& name, chance& luck) {
    const auto plain = folded(name);
    const auto first = plain.substr(0, plain.find(' '));
    const auto last = plain.substr(plain.rfind(' ') + 1);
    return fmt::format("{}.{}{}@mail.example.vn", last, first, 10 + luck.below(90));
}

} // namespace

std::string invented_name(chance& luck) {
    const auto surname = luck.one_of(surnames);
    if (luck.share() < 0.54) {
        return fmt::format("{} {} {}", surname, luck.one_of(mens_middles), luck.one_of(mens_names));
    }
    return fmt::format("{} {} {}", surname, luck.one_of(womens_middles), luck.one_of(womens_names));
}

std::string invented_address(chance& luck, const engine::office& near) {
    const auto key = district_of(luck, near);
    const auto commune = commune_of(luck, key);
    const bool south = near.province == "Cà Mau";
    const bool town = commune.starts_with("phường") || commune.starts_with("thị trấn");
    const auto* place = south ? (town ? "Khóm" : "Ấp") : (town ? "Khối phố" : "Thôn");
    const auto district =
        near.level == engine::office_level::provincial ? name_of_district(key) : unit_of(near.name);
    return fmt::format("{} {}, {}, {}, tỉnh {}", place, 1 + luck.below(9), commune, district,
                       near.province);
}

invented_person invent_person(chance& luck, const engine::office& near) {
    invented_person out;
    out.name = invented_name(luck);
    out.born = std::to_string(1945 + luck.below(52));
    // No province has the number 000, and no operator the prefix 0900 000.
    out.identity_number = fmt::format("000{:06}", luck.below(1'000'000));
    out.phone = fmt::format("0900 000 {:03}", luck.below(1000));
    out.address = invented_address(luck, near);
    out.email = private_mailbox_of(out.name, luck);
    return out;
}

std::string invented_company(chance& luck, std::string_view province) {
    return fmt::format(fmt::runtime(luck.one_of(companies)), province);
}

std::string invented_judgment(chance& luck, int year) {
    return fmt::format("{:02}/{}/{}", 1 + luck.below(120), year, luck.one_of(judgment_kinds));
}

} // namespace connectors::seeding
