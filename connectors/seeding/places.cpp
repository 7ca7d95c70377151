#include "connectors/seeding/people.hpp"

#include <array>
#include <span>

namespace connectors::seeding {
namespace {

using names = std::span<const std::string_view>;

struct unit {
    std::string_view office;
    names communes;
};

// A few communes of each unit, as they were named in 2017.
constexpr std::array<std::string_view, 7> ca_mau{"phường 2",     "phường 5",         "phường 8",
                                                 "phường 9",     "phường Tân Xuyên", "xã Tắc Vân",
                                                 "xã Lý Văn Lâm"};
constexpr std::array<std::string_view, 5> u_minh{"thị trấn U Minh", "xã Khánh Lâm", "xã Khánh An",
                                                 "xã Nguyễn Phích", "xã Khánh Hội"};
constexpr std::array<std::string_view, 5> thoi_binh{"thị trấn Thới Bình", "xã Tân Lộc",
                                                    "xã Hồ Thị Kỷ", "xã Trí Phải", "xã Biển Bạch"};
constexpr std::array<std::string_view, 5> tran_van_thoi{
    "thị trấn Trần Văn Thời", "thị trấn Sông Đốc", "xã Khánh Hưng", "xã Trần Hợi", "xã Lợi An"};
constexpr std::array<std::string_view, 5> cai_nuoc{
    "thị trấn Cái Nước", "xã Phú Hưng", "xã Lương Thế Trân", "xã Tân Hưng", "xã Đông Thới"};
constexpr std::array<std::string_view, 5> dam_doi{"thị trấn Đầm Dơi", "xã Tạ An Khương",
                                                  "xã Tân Duyệt", "xã Quách Phẩm", "xã Thanh Tùng"};
constexpr std::array<std::string_view, 5> nam_can{"thị trấn Năm Căn", "xã Hàm Rồng", "xã Đất Mới",
                                                  "xã Hàng Vịnh", "xã Tam Giang"};
constexpr std::array<std::string_view, 5> phu_tan{
    "thị trấn Cái Đôi Vàm", "xã Phú Mỹ", "xã Việt Thắng", "xã Rạch Chèo", "xã Nguyễn Việt Khái"};
constexpr std::array<std::string_view, 5> ngoc_hien{"thị trấn Rạch Gốc", "xã Tân Ân", "xã Viên An",
                                                    "xã Viên An Đông", "xã Đất Mũi"};
constexpr std::array<std::string_view, 6> tam_ky{"phường An Mỹ",  "phường Tân Thạnh",
                                                 "phường An Sơn", "phường Hòa Hương",
                                                 "xã Tam Thanh",  "xã Tam Phú"};
constexpr std::array<std::string_view, 6> hoi_an{"phường Minh An",   "phường Cẩm Phô",
                                                 "phường Sơn Phong", "phường Thanh Hà",
                                                 "xã Cẩm Hà",        "xã Cẩm Kim"};
constexpr std::array<std::string_view, 3> tay_giang{"xã Lăng", "xã A Tiêng", "xã Dang"};
constexpr std::array<std::string_view, 3> dong_giang{"thị trấn P Rao", "xã Ba", "xã Sông Kôn"};
constexpr std::array<std::string_view, 4> dai_loc{"thị trấn Ái Nghĩa", "xã Đại Hiệp",
                                                  "xã Đại Quang", "xã Đại Minh"};
constexpr std::array<std::string_view, 5> dien_ban{
    "phường Vĩnh Điện", "phường Điện An", "phường Điện Ngọc", "xã Điện Quang", "xã Điện Phong"};
constexpr std::array<std::string_view, 4> duy_xuyen{"thị trấn Nam Phước", "xã Duy Trinh",
                                                    "xã Duy Sơn", "xã Duy Hải"};
constexpr std::array<std::string_view, 4> que_son{"thị trấn Đông Phú", "xã Quế Phú", "xã Quế Long",
                                                  "xã Quế Châu"};
constexpr std::array<std::string_view, 3> nam_giang{"thị trấn Thạnh Mỹ", "xã Cà Dy", "xã Tà Bhing"};
constexpr std::array<std::string_view, 3> phuoc_son{"thị trấn Khâm Đức", "xã Phước Hiệp",
                                                    "xã Phước Năng"};
constexpr std::array<std::string_view, 3> hiep_duc{"thị trấn Tân An", "xã Bình Lâm", "xã Quế Thọ"};
constexpr std::array<std::string_view, 4> thang_binh{"thị trấn Hà Lam", "xã Bình Nguyên",
                                                     "xã Bình Tú", "xã Bình Minh"};
constexpr std::array<std::string_view, 4> tien_phuoc{"thị trấn Tiên Kỳ", "xã Tiên Thọ",
                                                     "xã Tiên Mỹ", "xã Tiên Lộc"};
constexpr std::array<std::string_view, 3> bac_tra_my{"thị trấn Trà My", "xã Trà Dương",
                                                     "xã Trà Giang"};
constexpr std::array<std::string_view, 3> nam_tra_my{"xã Trà Mai", "xã Trà Don", "xã Trà Vân"};
constexpr std::array<std::string_view, 4> nui_thanh{"thị trấn Núi Thành", "xã Tam Quang",
                                                    "xã Tam Hiệp", "xã Tam Giang"};
constexpr std::array<std::string_view, 4> phu_ninh{"thị trấn Phú Thịnh", "xã Tam Dân", "xã Tam Đàn",
                                                   "xã Tam An"};
constexpr std::array<std::string_view, 3> nong_son{"xã Quế Trung", "xã Quế Lộc", "xã Sơn Viên"};

constexpr std::array units{
    unit{"964", ca_mau},        unit{"966", u_minh},     unit{"967", thoi_binh},
    unit{"968", tran_van_thoi}, unit{"969", cai_nuoc},   unit{"970", dam_doi},
    unit{"971", nam_can},       unit{"972", phu_tan},    unit{"973", ngoc_hien},
    unit{"502", tam_ky},        unit{"503", hoi_an},     unit{"504", tay_giang},
    unit{"505", dong_giang},    unit{"506", dai_loc},    unit{"507", dien_ban},
    unit{"508", duy_xuyen},     unit{"509", que_son},    unit{"510", nam_giang},
    unit{"511", phuoc_son},     unit{"512", hiep_duc},   unit{"513", thang_binh},
    unit{"514", tien_phuoc},    unit{"515", bac_tra_my}, unit{"516", nam_tra_my},
    unit{"517", nui_thanh},     unit{"518", phu_ninh},   unit{"519", nong_son},
};

} // namespace

std::string_view commune_of(chance& luck, std::string_view office_key) {
    for (const auto& one : units) {
        if (one.office == office_key) {
            return luck.one_of(one.communes);
        }
    }
    return {};
}

} // namespace connectors::seeding
