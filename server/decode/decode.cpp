#include "decode/decode.hpp"
namespace sendpath::decode {
model::Decoded decode(std::string, const Origin&, const Limits&) { return {}; }
}
