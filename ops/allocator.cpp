extern "C" {
/// Read by jemalloc as the program starts; the environment's MALLOC_CONF goes before it. What a
/// program keeps is many small things all over its memory: huge pages spare the processor most
/// of the search for where they lie.
extern const char* const malloc_conf;
const char* const malloc_conf = "thp:always";
}
