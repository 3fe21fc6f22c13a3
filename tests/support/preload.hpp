// What libraries have in common that stand before the C library in a program.
#pragma once

#include <dlfcn.h>
#include <fcntl.h>

#include <cstdarg>

/// The function of this name that the program would have without us.
template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// The third argument of open(), which is there for some flags alone.
inline unsigned mode_of(int flags, va_list arguments) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, unsigned) : 0;
}
