#pragma once

/**
 * JIG_TEST_IS_SANITIZED:
 *
 * Whether a sanitizer watches this program: what it does takes several times as
 * long, and its memory is not its own.
 */
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define JIG_TEST_IS_SANITIZED 1
#elif defined (__has_feature)
#if __has_feature (address_sanitizer) || __has_feature (thread_sanitizer)
#define JIG_TEST_IS_SANITIZED 1
#endif
#endif

#ifndef JIG_TEST_IS_SANITIZED
#define JIG_TEST_IS_SANITIZED 0
#endif
